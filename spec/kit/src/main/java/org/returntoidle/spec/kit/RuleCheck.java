package org.returntoidle.spec.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** A property that tells whether one rule is kept, or why nothing can be told. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Example
@AddLifecycleHook(SkippedChecks.class)
@interface RuleCheck {}
