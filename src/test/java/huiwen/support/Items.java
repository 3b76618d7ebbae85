package huiwen.support;

import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicInteger;

/** 四办 items that one test has brought to a hub that others use too: their codes are its own. */
public final class Items {

  private static final String HEADER = "code,title,department,kind,level,where,materials,days,fee,hours,steps\n";
  private static final AtomicInteger TESTS = new AtomicInteger();

  private final Person organizer;
  private final String prefix = "t" + TESTS.incrementAndGet();

  private Items(Person organizer) {
    this.organizer = organizer;
  }

  public static Items of(Person organizer) {
    return new Items(organizer);
  }

  /** The code of the item that ends so. */
  public String code(String ending) {
    return prefix + ending;
  }

  /** Brings an item, or changes it. @param row as in the file; its code is the ending of one */
  public Items bring(String row) {
    organizer.send(organizer.request("/api/imports/service-items").header("Content-Type", "text/csv")
        .POST(HttpRequest.BodyPublishers.ofString(HEADER + prefix + row + "\n"))).mustBe(200);
    return this;
  }
}
