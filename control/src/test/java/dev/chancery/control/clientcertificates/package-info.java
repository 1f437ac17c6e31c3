/** Tests of client certificates. */
@NullMarked
package dev.chancery.control.clientcertificates;

import org.jspecify.annotations.NullMarked;
