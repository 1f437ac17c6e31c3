// The statuses and codes a refusal carries: those of the service where they are known, our own catalogue
// (docs/errors.md) elsewhere.
export const refusal = {
  authentication: [401, 10000],
  wrongAddress: [401, 10000],
  forbidden: [403, 10000],
  /** An account that is not there and one that may not be seen are the same to the caller. */
  unknownAccount: [403, 10000],
  unknownZone: [404, 7003],
  invisibleZone: [404, 7003],
  accountTokenOnUserRoute: [400, 6003],

  wrongType: [400, 6007],
  missingField: [400, 6008],
  invalidValue: [400, 6009],
  invalidParameter: [400, 6010],

  unknownMembership: [404, 1004],
  duplicateZone: [400, 1061],
  zoneInUse: [409, 1062],
  accountInUse: [409, 1063],
  invalidZoneName: [400, 1064],

  unknownClientCertificate: [404, 1415],
  alreadyRevoked: [400, 1407],
  malformedCsr: [400, 1450],
  keyPolicy: [400, 1452],
  validity: [400, 1453],

  unknownMtlsCertificate: [404, 1472],
  duplicateMtlsCertificate: [400, 1471],
  malformedCertificate: [400, 1473],
  notACa: [400, 1474],
  keyDoesNotMatch: [400, 1475],
  malformedKey: [400, 1476],
  mtlsCertificateInUse: [400, 1477],
  mtlsCertificateAlreadyDeleted: [400, 1407],
  invalidHostname: [400, 1480],
  foreignHostname: [400, 1481],

  unknownCustomCertificate: [404, 1483],
  notForServer: [400, 1484],

  unknownGroup: [404, 12152],

  unknownToken: [404, 1003],
  invalidTokenPolicy: [400, 1001],
  invalidOnVerify: [401, 1000],

  accessNotEnabled: [404, 9999],
  accessForeignHostname: [400, 12036],
  accessInvalid: [400, 12130],
  accessConflict: [409, 12132],
  accessNotFound: [404, 12135],
  gatewayCaExists: [409, 12137],
  hasApplications: [409, 1065],
};
