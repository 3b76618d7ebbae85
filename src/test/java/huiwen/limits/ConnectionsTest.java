package huiwen.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

  private static final int MANY = 100_000;
  private static final long HEAP = 1L << 30;

  private static long opened(Connections connections, int addresses) {
    return IntStream.range(0, MANY).filter(i -> connections.open("address" + i % addresses) == null).count();
  }

  private static Connections connections(long handles, long heapBytes) {
    return new Connections(handles, heapBytes, true, new SimpleMeterRegistry());
  }

  @Test
  void asManyAsThereAreHandlesForAndTheHeapHasRoomFor() {
    assertThat(opened(connections(MANY, HEAP), 10)).isEqualTo(Bounds.CONNECTIONS);
    assertThat(opened(connections(4_352, HEAP), 10)).isEqualTo(4_096);
    assertThat(opened(connections(MANY, HEAP / 8), 10)).isEqualTo(2_621);
    assertThat(opened(connections(100, HEAP / 1_024), 10)).as("a hub that has too little of all").isEqualTo(64);
  }

  @Test
  void anAddressHasThreeQuartersOfThemUntilItsOwnEnd() {
    Connections connections = connections(4_352, HEAP);
    assertThat(opened(connections, 1)).isEqualTo(3_072);
    assertThat(connections.open("address0")).isEqualTo(Connections.Full.ADDRESS);
    assertThat(connections.open("elsewhere")).isNull();
    connections.close("address0");
    assertThat(connections.open("address0")).isNull();
  }

  @Test
  void whenAllAreTakenItIsNotForTheAddress() {
    Connections connections = connections(4_352, HEAP);
    opened(connections, 10);
    assertThat(connections.open("elsewhere")).isEqualTo(Connections.Full.HUB);
  }
}
