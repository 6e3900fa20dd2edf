// Reads one delivery as JSON ({secret, headers, body}) from standard input and verifies it with the official library.
// Exit code 0 and the verified type on standard output; 1 when the library refuses it.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const delivery = JSON.parse(readFileSync(0, "utf8"));
try {
  const payload = new Webhook(delivery.secret).verify(delivery.body, delivery.headers);
  console.log(payload.type);
} catch (error) {
  console.log(`refused: ${error.message}`);
  process.exit(1);
}
