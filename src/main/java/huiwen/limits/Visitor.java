package huiwen.limits;

import java.util.Arrays;
import java.util.HexFormat;
import io.netty.util.NetUtil;

/**
 * Who a request comes from, as far as that says what it may cost.
 *
 * @param address as {@link #shared} makes it
 * @param id of her cookie, or null where she has none
 * @param isStaff whether that is the cookie of a session
 */
public record Visitor(String address, String id, boolean isStaff) {

  /** @param address as the network gives it */
  public static Visitor of(String address, String id, boolean isStaff) {
    return new Visitor(shared(address), id, isStaff);
  }

  /** What those share who are counted together: of IPv6 the first 64 bits, as each phone chooses the others. */
  public static String shared(String address) {
    int zone = address.indexOf('%');
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(zone < 0 ? address : address.substring(0, zone));
    if (bytes == null || bytes.length == 4) {
      return address;
    }
    boolean isMapped = bytes[10] == -1 && bytes[11] == -1 && allZero(bytes, 10);
    return isMapped
        ? NetUtil.bytesToIpAddress(Arrays.copyOfRange(bytes, 12, 16))
        : HexFormat.of().formatHex(bytes, 0, 8);
  }

  private static boolean allZero(byte[] bytes, int upTo) {
    for (int i = 0; i < upTo; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
