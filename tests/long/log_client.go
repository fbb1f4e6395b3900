// Reads a town's log with the packages that Go itself uses for its checksum database, golang.org/x/mod/sumdb/note and
// tlog: signed notes, checkpoints, tiles and proofs by an implementation that is not Halle's.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run log_client.go URL KEY OLD RECEIPT...
//
// URL: of /ledger; KEY: the line of /ledger/key; OLD: a checkpoint kept from before, or -; RECEIPT: files.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A checkpoint is a signed note of three lines: origin, size, root.
func open(text []byte, key note.Verifier) (tree tlog.Tree, unknown int) {
	signed, err := note.Open(text, note.VerifierList(key))
	must(err)
	lines := strings.Split(signed.Text, "\n")
	if len(lines) < 4 || lines[0] != key.Name() {
		log.Fatal("not a checkpoint of this log")
	}
	tree.N, err = strconv.ParseInt(lines[1], 10, 64)
	must(err)
	tree.Hash, err = tlog.ParseHash(lines[2])
	must(err)
	return tree, len(signed.UnverifiedSigs)
}

// The tiles of tlog-tiles are those of x/mod at height 8, their address without the height.
type tiles struct {
	url  string
	read int
}

func (t *tiles) Height() int                               { return 8 }
func (t *tiles) SaveTiles(kept []tlog.Tile, data [][]byte) {}
func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		data, err := get(t.url + "/tile/" + strings.TrimPrefix(tile.Path(), "tile/8/"))
		if err != nil {
			return nil, err
		}
		t.read++
		all = append(all, data)
	}
	return all, nil
}

func get(url string) ([]byte, error) {
	answer, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != 200 {
		return nil, fmt.Errorf("%s: %s", url, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	log.SetFlags(0)
	url, old := os.Args[1], os.Args[3]
	key, err := note.NewVerifier(strings.TrimSpace(os.Args[2]))
	must(err)
	text, err := get(url + "/checkpoint")
	must(err)
	tree, cosigned := open(text, key)
	served := &tiles{url: url}
	hashes := tlog.TileHashReader(tree, served)

	// Every leaf hash from the tiles, and the tree they make. (TileHashReader authenticates what it reads too, but in
	// x/mod 0.7 not the tiles that stand between the last it needs for the root and the number of subtrees.)
	leaves := make([]tlog.Hash, 0, tree.N)
	for from := int64(0); from < tree.N; from += 256 {
		var indexes []int64
		for n := from; n < from+256 && n < tree.N; n++ {
			indexes = append(indexes, tlog.StoredHashIndex(0, n))
		}
		some, err := hashes.ReadHashes(indexes)
		must(err)
		leaves = append(leaves, some...)
	}

	var built []tlog.Hash
	stored := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		some := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			some[i] = built[index]
		}
		return some, nil
	})
	for n, leaf := range leaves {
		more, err := tlog.StoredHashesForRecordHash(int64(n), leaf, stored)
		must(err)
		built = append(built, more...)
	}
	root, err := tlog.TreeHash(tree.N, stored)
	must(err)
	if root != tree.Hash {
		log.Fatal("the leaves in the tiles do not make the signed root")
	}

	kept := int64(-1)
	if old != "-" {
		text, err := os.ReadFile(old)
		must(err)
		before, _ := open(text, key)
		proof, err := tlog.ProveTree(tree.N, before.N, hashes)
		must(err)
		must(tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash))
		kept = before.N
	}

	var indexes []int64
	for _, file := range os.Args[4:] {
		text, err := os.ReadFile(file)
		must(err)
		head, checkpoint, _ := strings.Cut(string(text), "\n\n")
		lines := strings.Split(head, "\n")
		entry, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
		must(err)
		index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
		must(err)
		var proof tlog.RecordProof
		for _, line := range lines[3:] {
			hash, err := tlog.ParseHash(line)
			must(err)
			proof = append(proof, hash)
		}
		at, _ := open([]byte(checkpoint), key)
		leaf := tlog.RecordHash(entry)
		must(tlog.CheckRecord(proof, at.N, at.Hash, index, leaf))
		if leaves[index] != leaf {
			log.Fatal("the tile holds another leaf than the receipt")
		}
		indexes = append(indexes, index)
	}
	must(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"size": tree.N, "leaves": len(leaves), "tiles": served.read, "cosigned": cosigned, "kept": kept, "receipts": indexes,
	}))
}
