/**
 * Key custody and signing: the only place that ever holds a private CA key.
 *
 * <p>A {@link dev.chancery.ca.Seal} protects one {@link dev.chancery.ca.DataKey} per account; the data key seals each
 * private key into a {@link dev.chancery.ca.SealedKey} that opens only for the account, key id and purpose it was made
 * for. The {@link dev.chancery.ca.KeyVault} generates, seals and opens keys; an open key is a
 * {@link dev.chancery.ca.SigningKey}, which signs, or a {@link dev.chancery.ca.DecryptionKey}, which unwraps content keys, and
 * gives nothing else away. An {@link dev.chancery.ca.Issuer} signs X.509 certificates, an {@link dev.chancery.ca.SshIssuer}
 * those of OpenSSH, each in two steps: prepare, then issue. The package stores nothing, reads no clock of its own and logs
 * nothing: callers keep the sealed bytes, pass an {@link java.time.InstantSource} and decide what to tell.
 */
@NullMarked
package dev.chancery.ca;

import org.jspecify.annotations.NullMarked;
