/** What a fresh house begins with: a user, an account, a zone and the owner token; and how the owner gets back in. */
@NullMarked
package dev.chancery.control.bootstrap;

import org.jspecify.annotations.NullMarked;
