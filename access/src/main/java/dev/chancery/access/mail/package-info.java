/** Mail to people (RFC 5321), by the house's own mail server. */
@NullMarked
package dev.chancery.access.mail;

import org.jspecify.annotations.NullMarked;
