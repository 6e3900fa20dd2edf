package io.pricewright.gateway.script;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the script runtime's classes ahead. Compiled code of the JVM, and with it compiled scripts,
 * counts on the classes it knows: when a script is the first to use a pattern or a kind of loop,
 * the classes that are loaded for it undo the code of all others, and compiling that again takes
 * the cores for ten seconds and more. Loading all takes about a second and 25 MiB.
 */
public final class RuntimeClasses {
  /** A class of each archive that is loaded whole. */
  private static final List<String> ARCHIVES =
      List.of(
          "org.graalvm.polyglot.Engine",
          "com.oracle.truffle.api.TruffleLanguage",
          "com.oracle.truffle.runtime.OptimizedCallTarget",
          "com.oracle.truffle.regex.RegexLanguage",
          "com.oracle.truffle.js.lang.JavaScriptLanguage");

  private static final ReentrantLock ONCE = new ReentrantLock();
  private static final AtomicInteger LOADED = new AtomicInteger();

  private RuntimeClasses() {}

  /**
   * Loads and links all, if nobody has yet in this process; blocks meanwhile. Returns how many
   * there are; 0 where the runtime does not lie in archives.
   */
  public static int load() {
    ONCE.lock();
    try {
      if (LOADED.get() == 0) {
        ARCHIVES.forEach(one -> LOADED.addAndGet(loadAllBeside(one)));
      }
      return LOADED.get();
    } finally {
      ONCE.unlock();
    }
  }

  private static int loadAllBeside(String name) {
    ClassLoader loader = RuntimeClasses.class.getClassLoader();
    URL place = loader.getResource(name.replace('.', '/') + ".class");
    try (JarFile archive = place == null ? null : jar(place.openConnection())) {
      return archive == null
          ? 0
          : archive.stream().mapToInt(entry -> load(entry, loader) ? 1 : 0).sum();
    } catch (IOException e) {
      // It is only ahead: what cannot be read here is loaded when it is needed.
      return 0;
    }
  }

  private static @Nullable JarFile jar(URLConnection connection) throws IOException {
    if (!(connection instanceof JarURLConnection jar)) {
      return null;
    }
    jar.setUseCaches(false);
    return jar.getJarFile();
  }

  private static boolean load(JarEntry entry, ClassLoader loader) {
    String name = entry.getName();
    if (!name.endsWith(".class") || name.startsWith("META-INF") || name.endsWith("-info.class")) {
      return false;
    }
    try {
      Class<?> loaded =
          Class.forName(name.substring(0, name.length() - 6).replace('/', '.'), false, loader);
      // This links it.
      Objects.requireNonNull(loaded.getDeclaredConstructors());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      // Some belong to other runtimes and lack their parts.
      return false;
    }
  }
}
