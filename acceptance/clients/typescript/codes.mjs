// The statuses and codes a refusal carries: those of the service where they are known, our own catalogue elsewhere.
export const refusal = {
  authentication: [401, 10000],
  forbidden: [403, 10000],
  unknownClientCertificate: [404, 1415],
  alreadyRevoked: [400, 1407],
  unknownMtlsCertificate: [404, 1472],
  duplicateMtlsCertificate: [400, 1471],
  unknownToken: [404, 1003],
  invalidTokenPolicy: [400, 1001],
};
