/**
 * The built product, seen from outside: a process, its sockets, its files and the clients people really use. Nothing here
 * imports the product's classes but {@link dev.chancery.acceptance.architecture}, which reads them as bytes.
 */
@NullMarked
package dev.chancery.acceptance;

import org.jspecify.annotations.NullMarked;
