/** SSH certificates by application token, judged by OpenSSH's own server. */
@NullMarked
package dev.chancery.access.ssh;

import org.jspecify.annotations.NullMarked;
