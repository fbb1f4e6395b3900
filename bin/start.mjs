// Starts the server, on a Node that can read it. An old Node must be able to parse this file, so that it can say so.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`Node ${process.version} is too old: use Node 22.18 or later, or "npm start", which brings its own.`);
  process.exit(2);
} else {
  import('../server.ts');
}
