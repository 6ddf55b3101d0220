package figure

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"io"
)

// Of the PNG specification (W3C, third edition, 2025).
const (
	pngStart   = "\x89PNG\r\n\x1a\n"
	trueColor  = 2 // color types
	withAlpha  = 6
	upFilter   = 2 // each byte is told by the one above it
	pngChannel = 8 // bits
)

// writePNG packs a picture. The standard library's encoder tries five filters on
// every row, which takes as long as drawing 50,000 marks; here each row is told by
// the one above, which suits small marks on a plain ground.
func writePNG(w io.Writer, m *image.RGBA) error {
	width, height := m.Rect.Dx(), m.Rect.Dy()
	color, channels := byte(trueColor), 3
	if !m.Opaque() {
		color, channels = withAlpha, 4
	}
	var data bytes.Buffer
	z, err := zlib.NewWriterLevel(&data, zlib.BestSpeed)
	if err != nil {
		return err
	}
	row, above := make([]byte, channels*width), make([]byte, channels*width)
	filtered := make([]byte, 1+channels*width)
	filtered[0] = upFilter
	for y := range height {
		pixels := m.Pix[y*m.Stride : y*m.Stride+4*width]
		if channels == 3 {
			opaque(row, pixels)
		} else {
			straight(row, pixels)
		}
		for i, v := range row {
			filtered[i+1] = v - above[i]
		}
		if _, err := z.Write(filtered); err != nil {
			return err
		}
		row, above = above, row
	}
	if err := z.Close(); err != nil {
		return err
	}
	header := binary.BigEndian.AppendUint32(nil, uint32(width))
	header = binary.BigEndian.AppendUint32(header, uint32(height))
	header = append(header, pngChannel, color, 0, 0, 0)
	out := []byte(pngStart)
	for _, c := range []struct {
		name string
		data []byte
	}{{"IHDR", header}, {"IDAT", data.Bytes()}, {"IEND", nil}} {
		out = binary.BigEndian.AppendUint32(out, uint32(len(c.data)))
		start := len(out)
		out = append(append(out, c.name...), c.data...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
	}
	_, err = w.Write(out)
	return err
}

// opaque leaves out the alpha of pixels.
func opaque(row, pixels []byte) {
	for i, j := 0, 0; j < len(pixels); i, j = i+3, j+4 {
		row[i], row[i+1], row[i+2] = pixels[j], pixels[j+1], pixels[j+2]
	}
}

// straight takes the alpha out of the other channels, as a PNG has them.
func straight(row, pixels []byte) {
	for i := 0; i < len(pixels); i += 4 {
		alpha := uint32(pixels[i+3])
		for c := range 3 {
			v := uint32(pixels[i+c])
			if alpha > 0 && alpha < 0xff {
				v = (v*0xff + alpha/2) / alpha
			}
			row[i+c] = byte(v)
		}
		row[i+3] = byte(alpha)
	}
}
