/**
 * What people's machines and sshd hosts run: a certificate for whoever signs in, and the revocation lists servers read. Talks to
 * edges and to control over HTTPS, as anybody would, and knows nothing of the house it is shipped with.
 *
 * <p>Security guarantee: private keys are made and kept by OpenSSH and never read here; tokens lie in files of mode 0600.
 */
@NullMarked
package dev.chancery.app.ssh;

import org.jspecify.annotations.NullMarked;
