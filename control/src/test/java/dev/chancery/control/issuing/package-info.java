/** The keys and CAs of accounts, on both engines and with real seals. */
@NullMarked
package dev.chancery.control.issuing;

import org.jspecify.annotations.NullMarked;
