/** SSH certificates signed for people, and their revocation lists, over real sockets and OpenSSH. */
@NullMarked
package dev.chancery.control.sshcertificates;

import org.jspecify.annotations.NullMarked;
