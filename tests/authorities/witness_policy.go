// Holds a checkpoint and receipts against a policy, by torchwood. Arguments: the policy, the checkpoint, receipts.
// Prints file, part and fault, with tabs between; the fault is empty when the part passes.
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"strings"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	policyFile, checkpointFile := os.Args[1], os.Args[2]
	policy, err := torchwood.ParsePolicy(read(policyFile))
	report(policyFile, "policy", err)
	if err != nil {
		return
	}
	_, _, err = torchwood.VerifyCheckpoint(read(checkpointFile), policy)
	report(checkpointFile, "checkpoint", err)
	for _, file := range os.Args[3:] {
		receipt := read(file)
		_, extra, _ := strings.Cut(string(receipt), "\nextra ")
		line, _, _ := strings.Cut(extra, "\n")
		entry, err := base64.StdEncoding.DecodeString(line)
		if err == nil {
			err = torchwood.VerifyProof(policy, tlog.RecordHash(entry), receipt)
		}
		report(file, "receipt", err)
	}
}

func read(file string) []byte {
	bytes, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	return bytes
}

func report(file, part string, err error) {
	fault := ""
	if err != nil {
		fault = strings.Join(strings.Fields(err.Error()), " ")
	}
	fmt.Printf("%s\t%s\t%s\n", file, part, fault)
}
