/** The edge beside nginx and HAProxy: the same certificates, the same origin, the same load. */
@NullMarked
package dev.chancery.bench.edge;

import org.jspecify.annotations.NullMarked;
