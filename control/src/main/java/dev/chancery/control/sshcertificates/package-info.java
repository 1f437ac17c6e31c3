/**
 * The SSH certificates of an account's people: signed for whoever has an application token, kept until they expire, and taken
 * back. {@code …/access/apps/{app_id}/ca/revoke}, {@code …/access/gateway_ca/{certificate_id}/revoke}, and the revocation lists
 * {@code /ssh/{ca_id}.krl}, which servers fetch without credentials.
 *
 * <p>Security guarantee: no certificate leaves before its row and its audit entry are durable; the list of a CA names every
 * certificate whose revocation was committed before the list was asked for, until an hour after the certificate expired.
 */
@NullMarked
package dev.chancery.control.sshcertificates;

import org.jspecify.annotations.NullMarked;
