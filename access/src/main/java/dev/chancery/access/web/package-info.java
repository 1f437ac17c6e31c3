/**
 * Requests, answers and routes of the role access as values, without their sockets. A family of endpoints implements
 * {@link dev.chancery.access.web.AccessEndpoints} and is mounted by the listener.
 */
@NullMarked
package dev.chancery.access.web;

import org.jspecify.annotations.NullMarked;
