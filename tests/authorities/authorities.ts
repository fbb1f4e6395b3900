// The programs and rules of others that judge our files, one row each. `npm run check:authorities` runs them.
import { litestream, torchwood } from './go-programs.ts';
import { judgeIdentifiers, pythonPackages } from './identifiers.ts';
import { type Finding, type MavenArtifact, readFindings, runJava } from './java.ts';
import { judgeLog } from './log-readers.ts';
import { judgeMeilisearch } from './meilisearch-program.ts';
import { judgeOfficialModels, officialPackages } from './official-models.ts';
import { judgeMetrics, judgeSealed } from './operators-programs.ts';
import { runPython } from './python-packages.ts';
import { runScript } from './run-script.ts';
import { judgeFeeds, judgeLinkedData, judgePages, nuChecker, webPackages } from './web-pages.ts';

export type Tool = 'age' | 'promtool' | 'java' | 'mvn' | 'python3' | 'go' | 'ssh-agent' | 'npm' | 'restic';
export type Authority = {
  name: string;
  version: string;
  needs: readonly Tool[];
  /** An environment variable that must say where the program is. */
  setting?: { name: string; meaning: string };
  holds: string;
  /** Its parts that do not run, with the reason. */
  leavesOut: string;
  /** Judges the files of a folder written by writeSeededDocuments. */
  judge: (folder: string) => Finding[];
};

const veraPdf: MavenArtifact = { group: 'org.verapdf', name: 'validation-model', version: '1.30.2' };
const mustang: MavenArtifact = {
  group: 'org.mustangproject',
  name: 'validator',
  version: '2.25.0',
  without: ['org.xmlunit:xmlunit-assertj'],
};

const openDataPackages = ['pyshacl==0.40.1', 'frictionless==5.21.0'];

export const authorities: readonly Authority[] = [
  {
    name: 'veraPDF',
    version: veraPdf.version,
    needs: ['java', 'mvn'],
    holds: 'PDF/A-3a and PDF/UA-1 of every invoice, credit note, receipt and statement of the seeded town',
    leavesOut: 'WTPDF 1.0, which asks for PDF 2.0 where PDF/A-3 is PDF 1.7; a person still looks at the reading order',
    judge: (folder) => runJava(veraPdf, 'VeraPdf.java', [folder, '3a', 'ua1']),
  },
  {
    name: 'Mustang',
    version: mustang.version,
    needs: ['java', 'mvn'],
    holds: 'Factur-X of every invoice and credit note of the seeded town: the marks of the PDF, and the XML inside',
    leavesOut: 'its last summary, which says valid over a part that is not; its notices, which are German rules',
    judge: (folder) => runJava(mustang, 'Mustang.java', [folder]),
  },
  {
    name: 'identifiers',
    version: pythonPackages.join(', '),
    needs: ['python3'],
    holds: 'SIRET, VAT numbers, IBAN, telephone numbers, e-mail addresses and GTIN, right ones and near misses',
    leavesOut: 'overseas letters of an IBAN, which schwifty takes; Slovak birth numbers as VAT numbers; VIES',
    judge: (folder) => judgeIdentifiers(folder),
  },
  {
    name: 'open data',
    version: openDataPackages.join(', '),
    needs: ['python3'],
    holds: 'the catalogue by the SHACL shapes of DCAT-AP 3.0.1, each CSV of the seeded town by its Table Schema',
    leavesOut:
      'ranges.ttl, which pyshacl refuses as not well formed; that publisher and place be of the tables of the European Union',
    judge: (folder) => readFindings(runPython(openDataPackages, 'catalogue_shapes.py', [folder])),
  },
  {
    name: 'litewitness and torchwood',
    version: torchwood.version,
    needs: ['go', 'ssh-agent'],
    holds:
      'a ledger with litewitness and our own witness under "all of two": three sizes, a rotation, the end of the former key, a fork; the policy, checkpoints and receipts by torchwood',
    leavesOut:
      'torchwood 0.10.0, which asks for Go 1.27; witnessctl, whose module the proxy of Go does not give, so that the tables of litewitness are written; omniwitness, not run here',
    judge: () => runScript('witness-exchange.ts'),
  },
  {
    name: 'official models',
    version: officialPackages.join(', '),
    needs: ['npm'],
    holds: 'our factors and trips by the models of the national calculator, of deliveries and of devices',
    leavesOut: 'food by the kilogram, paper, repairs and second-hand garments, for which they have no rule',
    judge: () => judgeOfficialModels(),
  },
  {
    name: 'log readers',
    version: 'filippo.io/torchwood 0.9.0, github.com/transparency-dev/tessera 1.0.4',
    needs: ['go'],
    holds: 'the archive of the seeded town: every entry by torchwood, every tile rebuilt from the entries by fsck',
    leavesOut:
      'torchwood 0.10, which wants Go 1.27; and the same bytes over HTTP: tessera’s mirror and fsck 1.0.4 were run once by hand against a served log of 323 entries (5 of 5 resources, every file equal)',
    judge: judgeLog,
  },
  {
    name: 'promtool',
    version: 'of the machine (2.42 in Debian 12)',
    needs: ['promtool'],
    holds: 'names, types and help of every figure of /metrics',
    leavesOut: 'OpenMetrics, which promtool 2.42 does not read, and Prometheus 3',
    judge: judgeMetrics,
  },
  {
    name: 'Meilisearch',
    version: '1.50.0',
    needs: [],
    setting: { name: 'MEILI_PROGRAM', meaning: 'the program of Meilisearch 1.50 on this machine (docs/scale.md)' },
    holds:
      'the whole contract of search with the key of docs/scale.md, every judged query as the embedded engine answers it, and what it survives: killed, hung, emptied, put back, a wrong key, a master key, another town',
    leavesOut: 'a full disk, its clusters and its own reading of words, which is not asked for',
    judge: judgeMeilisearch,
  },
  {
    name: 'age',
    version: 'of the machine (1.1.1 in Debian 12)',
    needs: ['age'],
    holds: 'an encrypted backup opens with age and tar, byte for byte',
    leavesOut: 'passphrases, which Halle does not write, and age1pq1 keys, which age has from 1.3 on',
    judge: judgeSealed,
  },
  {
    name: 'Litestream',
    version: litestream.version,
    needs: ['go'],
    holds:
      'a copy beside a town that sells: both killed, the copy is whole, has every order of its last sync, and sells again after ledger restored',
    leavesOut: 'buckets (a folder is the replica), and the three traps of docs/operating.md, which are its own',
    judge: () => runScript('copies-of-others.ts', ['litestream']),
  },
  {
    name: 'restic',
    version: 'of the machine (0.14.0 in Debian 12)',
    needs: ['restic'],
    holds:
      'two sets of db backup made while orders come: taken, checked, given back byte for byte, and the drill holds',
    leavesOut: 'remote repositories, forget and prune, which are restic’s own',
    judge: () => runScript('copies-of-others.ts', ['restic']),
  },
  {
    name: 'Nu HTML checker',
    version: nuChecker,
    needs: ['java', 'npm'],
    holds:
      'every kind of page of the seeded town in both languages, and refused forms: no error, no section without heading',
    leavesOut:
      'its other warnings; CSS, of which it does not know @property; pages of which the seeded town has no row (web/left-out.json)',
    judge: judgePages,
  },
  {
    name: 'schema.org',
    version: 'schema-dts 2.1.0',
    needs: [],
    holds:
      'the objects of every offer and supplier of the seeded town and of its home page, term by term, by the compiler',
    leavesOut: 'what a search engine asks beyond the vocabulary for its own boxes, which only its own page tells',
    judge: judgeLinkedData,
  },
  {
    name: 'feeds and robots',
    version: webPackages.join(', '),
    needs: ['python3'],
    holds:
      'the feeds of new offers and of checkpoints by feedparser; robots.txt by protego, with every address of the sitemap',
    leavesOut: 'the validator of the W3C, which no registry has at a kept version',
    judge: judgeFeeds,
  },
];
