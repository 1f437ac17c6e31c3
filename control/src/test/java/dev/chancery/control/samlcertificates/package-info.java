@NullMarked
package dev.chancery.control.samlcertificates;

import org.jspecify.annotations.NullMarked;
