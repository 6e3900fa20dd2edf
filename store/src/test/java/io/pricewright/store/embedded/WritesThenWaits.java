package io.pricewright.store.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts the stores, commits a row, says so, and waits to be killed. */
final class WritesThenWaits {
  private WritesThenWaits() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    EmbeddedStores stores = EmbeddedStores.start(folder);
    try (Admin owner = new Admin(stores.addresses().owner())) {
      owner.run("create table kept as select 7 as number");
      owner.run("grant select on kept to " + Admin.APP);
    }
    Files.createFile(folder.resolve("written"));
    new CountDownLatch(1).await();
  }
}
