// Kept in old syntax: it has to run, and speak, in the Node it refuses.

/** Ends the process with a clear line when Node is older than the workspace needs. */
export function requireNode() {
  const parts = process.versions.node.split('.').map(Number);
  const [major = 0, minor = 0] = parts;
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error('Callstation needs Node 20.19 or newer; this is Node ' + process.versions.node + '.');
  process.exit(1);
}
