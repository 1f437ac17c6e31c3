@NullMarked
package dev.chancery.control.identityproviders;

import org.jspecify.annotations.NullMarked;
