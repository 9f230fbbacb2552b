package org.returntoidle.spec.inside;

import org.jetbrains.lincheck.jvm.agent.TransformationConfiguration;
import org.jetbrains.lincheck.jvm.agent.TransformationProfile;

/**
 * What Lincheck rewrites, but for hash codes. It takes 0 for those of {@link Object}, and what was
 * made before it looked has others: no constant of an enum would be found in a static table.
 *
 * @param all what it rewrites otherwise
 */
record OwnHashCodes(TransformationProfile all) implements TransformationProfile {
  @Override
  public boolean shouldTransform(String type) {
    return all.shouldTransform(type);
  }

  @Override
  public TransformationConfiguration getMethodConfiguration(
      String type, String method, String descriptor) {
    TransformationConfiguration configuration =
        all.getMethodConfiguration(type, method, descriptor);
    configuration.setInterceptIdentityHashCodes(false);
    return configuration;
  }
}
