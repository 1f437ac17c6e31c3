/** What can be refused, and with which number: the error catalogue, and the exception that carries faults to the front. */
@NullMarked
package dev.chancery.control.refusal;

import org.jspecify.annotations.NullMarked;
