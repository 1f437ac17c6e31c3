// A SAML identity provider that signs alice in: samlp answers, this file only sets it up.
//   node idp.mjs ISSUER KEY.pem CERTIFICATE.pem CONSUMER
// Prints its port. What assertions are encrypted to is PUT to /certificate; nothing before that is encrypted.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const express = require("express");
const samlp = require("samlp");

const [issuer, keyFile, certificateFile, consumer] = process.argv.slice(2);
const alice = {
  id: "alice@example.com",
  displayName: "Alice",
  emails: [{ value: "alice@example.com" }],
  name: { givenName: "Alice", familyName: "Example" },
};
let encryption = {};

const app = express();
app.use(express.urlencoded({ extended: false }));
app.put("/certificate", express.text({ type: "*/*" }), (request, response) => {
  const publicKey = require("node:crypto").createPublicKey(request.body).export({ type: "spki", format: "pem" });
  encryption = {
    encryptionCert: Buffer.from(request.body),
    encryptionPublicKey: Buffer.from(publicKey),
    encryptionAlgorithm: "http://www.w3.org/2009/xmlenc11#aes256-gcm",
  };
  response.sendStatus(204);
});
const sso = (request, response, next) =>
  samlp.auth({
    issuer,
    key: readFileSync(keyFile),
    cert: readFileSync(certificateFile),
    recipient: consumer,
    destination: consumer,
    lifetimeInSeconds: 300,
    getUserFromRequest: () => alice,
    getPostURL: (audience, document, from, done) =>
      done(null, document.documentElement.getAttribute("AssertionConsumerServiceURL")),
    ...encryption,
  })(request, response, next);
app.get("/sso", sso);
app.post("/sso", sso);
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
