// Reads an archive of a town's log with programs that are not Halle's: torchwood reads the zip files entry by entry,
// tessera's fsck rebuilds every tile from the entries of the unpacked files.
//
//	go run . ZIPS UNPACKED KEY
//
// ZIPS: folder with 000.zip; UNPACKED: folder with its files; KEY: the line of /ledger/key. Prints a line for each reader.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"filippo.io/torchwood"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"
)

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func readWithTorchwood(ctx context.Context, zips string, key note.Verifier) int64 {
	tiles, err := torchwood.NewTileFS(torchwood.NewTileArchiveFS(os.DirFS(zips)))
	must(err)
	text, err := tiles.ReadEndpoint(ctx, "checkpoint")
	must(err)
	signed, err := note.Open(text, note.VerifierList(key))
	must(err)
	checkpoint, err := torchwood.ParseCheckpoint(signed.Text)
	must(err)
	reader, err := torchwood.NewClient(tiles)
	must(err)
	var count int64
	for index := range reader.AllEntries(ctx, checkpoint.Tree, 0) {
		if index != count {
			log.Fatalf("entry %d came where %d belongs", index, count)
		}
		count++
	}
	must(reader.Err())
	if count != checkpoint.N {
		log.Fatalf("%d of %d entries", count, checkpoint.N)
	}
	return count
}

func hashes(bundle []byte) ([][]byte, error) {
	var entries api.EntryBundle
	if err := entries.UnmarshalText(bundle); err != nil {
		return nil, err
	}
	var all [][]byte
	for _, entry := range entries.Entries {
		all = append(all, rfc6962.DefaultHasher.HashLeaf(entry))
	}
	return all, nil
}

func main() {
	log.SetFlags(0)
	key, err := note.NewVerifier(os.Args[3])
	must(err)
	ctx := context.Background()
	fmt.Printf("torchwood %d\n", readWithTorchwood(ctx, os.Args[1], key))
	files := client.FileFetcher{Root: os.Args[2]}
	must(fsck.New(key.Name(), key, files, hashes, fsck.Opts{N: 2}).Check(ctx))
	fmt.Println("fsck")
}
