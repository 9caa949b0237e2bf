// Shows the shell example with the address this page really came from.
const example = document.getElementById('curl');
if (example) {
  const base = new URL('.', location.href).href;
  example.textContent = `curl -X POST ${base}dev/customers -H 'content-type: application/json' -d '{}'`;
}
