package huiwen.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Pictures and sounds that come in have a part of the heap. */
class UploadsTest {

  @Test
  void whatDoesNotFitIsRefusedUntilOthersAreDone() {
    var uploads = new Uploads(100L * 1024 * 1024); // of which a tenth
    for (int i = 0; i < 5; i++) {
      assertThat(uploads.take(Bounds.ATTACHMENT_BYTES)).isTrue();
    }
    assertThat(uploads.take(1)).isFalse();
    uploads.free(Bounds.ATTACHMENT_BYTES);
    assertThat(uploads.take(Bounds.ATTACHMENT_BYTES)).isTrue();
  }

  @Test
  void twoFitIntoTheSmallestHeap() {
    var uploads = new Uploads(1);
    assertThat(uploads.take(Bounds.ATTACHMENT_BYTES) && uploads.take(Bounds.ATTACHMENT_BYTES)).isTrue();
    assertThat(uploads.take(1)).isFalse();
  }
}
