/** Photographs made as small as a phone on a bad network can send: a camera's have millions of bytes. */
const LONGEST_SIDE = 1600;
const MOST_BYTES = 300 * 1024;
const QUALITIES = [0.8, 0.65, 0.5, 0.4];
const HEAD_BYTES = 128 * 1024;

/** @param {Blob} file @returns {Promise<Blob>} a JPEG; fails where it is no picture that this phone shows */
export async function smaller(file) {
  const picture = await shown(file);
  try {
    // engines before Chrome 81 and iOS 13.4 draw a picture as it lies, not as it was taken
    const turned = CSS.supports('image-orientation', 'from-image') ? 1 : orientation(await head(file));
    for (let side = LONGEST_SIDE; ; side *= 0.75) {
      const canvas = drawn(picture, side, turned);
      for (const quality of QUALITIES) {
        const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
        if (!blob) throw new Error('no picture');
        if (blob.size <= MOST_BYTES || side < LONGEST_SIDE / 4) return blob;
      }
    }
  } finally {
    URL.revokeObjectURL(picture.src);
  }
}

function shown(file) {
  return new Promise((resolve, reject) => {
    const picture = new Image();
    picture.onload = () => (picture.naturalWidth ? resolve(picture) : reject(new Error('no picture')));
    picture.onerror = () => {
      URL.revokeObjectURL(picture.src);
      reject(new Error('no picture'));
    };
    picture.src = URL.createObjectURL(file);
  });
}

function drawn(picture, longestSide, turned) {
  const scale = Math.min(1, longestSide / Math.max(picture.naturalWidth, picture.naturalHeight));
  const width = Math.max(1, Math.round(picture.naturalWidth * scale));
  const height = Math.max(1, Math.round(picture.naturalHeight * scale));
  const canvas = document.createElement('canvas');
  canvas.width = turned > 4 ? height : width;
  canvas.height = turned > 4 ? width : height;
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.setTransform(...upright(turned, width, height));
  pen.drawImage(picture, 0, 0, width, height);
  return canvas;
}

/** From how it lies to how it was taken; TIFF 6.0, tag 0x0112. */
function upright(turned, w, h) {
  return {
    2: [-1, 0, 0, 1, w, 0],
    3: [-1, 0, 0, -1, w, h],
    4: [1, 0, 0, -1, 0, h],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, h, 0],
    7: [0, -1, -1, 0, h, w],
    8: [0, -1, 1, 0, 0, w],
  }[turned] || [1, 0, 0, 1, 0, 0];
}

function head(file) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new DataView(reader.result));
    reader.onerror = () => resolve(new DataView(new ArrayBuffer(0)));
    reader.readAsArrayBuffer(file.slice(0, HEAD_BYTES));
  });
}

/** How the camera was held, as a JPEG tells it; 1 where it does not. */
function orientation(bytes) {
  try {
    if (bytes.getUint16(0) !== 0xffd8) return 1;
    let at = 2;
    while (bytes.getUint16(at) !== 0xffe1) {
      if (bytes.getUint8(at) !== 0xff) return 1;
      at += 2 + bytes.getUint16(at + 2);
    }
    const tiff = at + 10;
    const isLittle = bytes.getUint16(tiff) === 0x4949;
    const first = tiff + bytes.getUint32(tiff + 4, isLittle);
    const entries = bytes.getUint16(first, isLittle);
    for (let i = 0; i < entries; i++) {
      const entry = first + 2 + 12 * i;
      if (bytes.getUint16(entry, isLittle) === 0x0112) return bytes.getUint16(entry + 8, isLittle);
    }
  } catch (ignored) {
    // it ends before it has told
  }
  return 1;
}
