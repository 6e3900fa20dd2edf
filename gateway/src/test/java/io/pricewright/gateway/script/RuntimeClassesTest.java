package io.pricewright.gateway.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class RuntimeClassesTest {
  @Test
  void load_bringsTheLanguageAndItsPatterns_onceForAll() {
    int all = RuntimeClasses.load();
    // Of the language alone there are more than five thousand.
    assertThat(all).isGreaterThan(5_000);
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    assertThat(classes.getTotalLoadedClassCount()).isGreaterThan(all);
    long before = classes.getTotalLoadedClassCount();
    assertThat(RuntimeClasses.load()).isEqualTo(all);
    assertThat(classes.getTotalLoadedClassCount() - before).isLessThan(1_000);
  }
}
