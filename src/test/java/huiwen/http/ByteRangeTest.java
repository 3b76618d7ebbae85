package huiwen.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which bytes a {@code Range} asks for, of a hundred. */
class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
      "bytes=0-1, 0, 1",
      "bytes=0-, 0, 99",
      "bytes=50-1000, 50, 99",
      "bytes=99-99, 99, 99",
      "bytes=-1, 99, 99",
      "bytes=-500, 0, 99"})
  void aPartIsFound(String header, int from, int to) {
    assertThat(ByteRange.of(header, 100)).isEqualTo(new ByteRange(from, to));
  }

  @ParameterizedTest
  @CsvSource({"bytes=100-", "bytes=100-200", "bytes=-0"})
  void whereThereIsNoneThatIsSaid(String header) {
    assertThat(ByteRange.of(header, 100).isSatisfiable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"''", "bytes=", "bytes=-", "bytes=5-2", "lines=1-2", "bytes=0-1;3-4", "bytes=x-y", "bytes=0-99999999999"})
  void whatIsNotUnderstoodAsksForAll(String header) {
    assertThat(ByteRange.of(header, 100)).isNull();
  }
}
