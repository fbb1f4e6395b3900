// Addresses of settings that would carry a key, a letter or a proof in clear over a network.
import { isLoopback } from './domain/shared/loopback.ts';

type Settings = {
  MEILI_URL?: string | undefined;
  S3_URL?: string | undefined;
  BACKUP_S3_URL?: string | undefined;
  COMPANY_DIRECTORY_URL?: string | undefined;
  CLAMD?: string | undefined;
  LEDGER_WITNESSES: string;
  CLEARTEXT_HOSTS: string;
};

/** One sentence about the first address that begins with http: and is neither this machine's nor named; or null. */
export function findCleartextSetting(settings: Settings): string | null {
  const { MEILI_URL, S3_URL, BACKUP_S3_URL, COMPANY_DIRECTORY_URL, CLAMD, LEDGER_WITNESSES, CLEARTEXT_HOSTS } =
    settings;
  const addresses: [name: string, url: string | undefined][] = [
    ['MEILI_URL', MEILI_URL],
    ['S3_URL', S3_URL],
    ['BACKUP_S3_URL', BACKUP_S3_URL],
    ['COMPANY_DIRECTORY_URL', COMPANY_DIRECTORY_URL],
    ['CLAMD', CLAMD && `http://${CLAMD}`], // its protocol has no encryption
    ...witnessUrls(LEDGER_WITNESSES).map((url): [string, string] => ['LEDGER_WITNESSES', url]),
  ];
  for (const [name, url] of addresses) {
    if (!url || !URL.canParse(url)) continue;
    const { protocol, hostname } = new URL(url);
    if (protocol === 'http:' && !mayBeCleartext(hostname, CLEARTEXT_HOSTS))
      return `${name} speaks to ${hostname} without encryption; use https, or name the host in CLEARTEXT_HOSTS.`;
  }
  return null;
}

/** Whether a host is this machine, or named in the comma-separated list of hosts of a private network. */
export function mayBeCleartext(hostname: string, named: string): boolean {
  const hosts = named.split(',').map((host) => host.trim().toLowerCase());
  return isLoopback(hostname) || hosts.includes(hostname.toLowerCase());
}

/** Of lines `KEY URL`; what is no such line is refused where the witnesses are opened. */
function witnessUrls(witnesses: string): string[] {
  return witnesses.split(/[;\n]/).flatMap((line) => line.trim().split(/\s+/).slice(1, 2));
}
