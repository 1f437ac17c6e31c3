@NullMarked
package dev.chancery.access.signin;

import org.jspecify.annotations.NullMarked;
