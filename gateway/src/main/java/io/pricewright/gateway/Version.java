package io.pricewright.gateway;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;

/** Which build this is, from the manifest of the jar that holds this class. */
final class Version {
  private static final String UNKNOWN = "of classes without a jar";

  private Version() {}

  /** Returns a line such as {@code pricewright 0.1.0 (revision 4f2a9c1)}. */
  static String text() {
    try {
      Attributes manifest = manifest(Version.class.getResource("Version.class"));
      return manifest == null
          ? "pricewright " + UNKNOWN
          : "pricewright %s (revision %s)"
              .formatted(
                  manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
                  manifest.getValue("Build-Revision"));
    } catch (IOException e) {
      return "pricewright " + UNKNOWN;
    }
  }

  private static @Nullable Attributes manifest(@Nullable URL place) throws IOException {
    return place != null && place.openConnection() instanceof JarURLConnection jar
        ? jar.getMainAttributes()
        : null;
  }
}
