@NullMarked
package dev.chancery.access.saml;

import org.jspecify.annotations.NullMarked;
