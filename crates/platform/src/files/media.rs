//! What a content is, read from its first bytes; what a browser may do with it.

/// The kind of a content, as far as it matters for showing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// A GIF picture.
    Gif,
    /// A WebP picture.
    WebP,
    /// A PDF document.
    Pdf,
    /// A ZIP container: Office documents too.
    Zip,
    /// Text of any kind, HTML and SVG among it: never shown by the browser as what it claims to be.
    Text,
    /// Anything else.
    Other,
}

/// How many bytes [`Media::sniff`] wants to see.
pub const SNIFF: usize = 512;

impl Media {
    /// Every kind.
    pub const ALL: [Media; 8] =
        [Media::Png, Media::Jpeg, Media::Gif, Media::WebP, Media::Pdf, Media::Zip, Media::Text, Media::Other];

    /// Judges by the first bytes.
    pub fn sniff(start: &[u8]) -> Self {
        let is_webp = start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP");
        match start {
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Media::Png,
            [0xFF, 0xD8, 0xFF, ..] => Media::Jpeg,
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Media::Gif,
            [b'%', b'P', b'D', b'F', b'-', ..] => Media::Pdf,
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Media::Zip,
            _ if is_webp => Media::WebP,
            _ if !start.is_empty() && !start.iter().any(|byte| is_binary(*byte)) => Media::Text,
            _ => Media::Other,
        }
    }

    /// The media type to answer with. Text is always plain, whatever it is the source of.
    pub fn word(self) -> &'static str {
        match self {
            Media::Png => "image/png",
            Media::Jpeg => "image/jpeg",
            Media::Gif => "image/gif",
            Media::WebP => "image/webp",
            Media::Pdf => "application/pdf",
            Media::Zip => "application/zip",
            Media::Text => "text/plain",
            Media::Other => "application/octet-stream",
        }
    }

    /// Reads a stored word.
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|media| media.word() == word).unwrap_or(Media::Other)
    }

    /// Whether it may be shown inside a page. Everything else is answered as an attachment to be saved.
    pub fn is_inline(self) -> bool {
        self.is_picture() || self == Media::Pdf
    }

    /// Whether it is a picture a page may show in place.
    pub fn is_picture(self) -> bool {
        matches!(self, Media::Png | Media::Jpeg | Media::Gif | Media::WebP)
    }
}

/// The Content-Disposition header (RFC 6266): an ASCII name for old readers, the real one for all others.
pub fn disposition(name: &str, inline: bool) -> String {
    let kind = if inline { "inline" } else { "attachment" };
    let ascii: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '_' })
        .collect();
    let mut encoded = String::with_capacity(name.len() * 3);
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push_str(&data_encoding::HEXUPPER.encode(&[byte]));
        }
    }
    format!("{kind}; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
}

fn is_binary(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_bytes_not_by_its_name() {
        assert_eq!(Media::sniff(b"\x89PNG\r\n\x1a\n...."), Media::Png);
        assert_eq!(Media::sniff(b"RIFF\x10\0\0\0WEBPVP8 "), Media::WebP);
        assert_eq!(Media::sniff(b"<svg xmlns='http://www.w3.org/2000/svg'>"), Media::Text);
        assert_eq!(Media::sniff(b"<!doctype html><script>"), Media::Text);
        assert_eq!(Media::sniff(b""), Media::Other);
        assert_eq!(Media::sniff(b"\0\x01\x02"), Media::Other);
    }

    #[test]
    fn nothing_with_a_script_in_it_is_shown_inline() {
        assert!(!Media::Text.is_inline() && !Media::Zip.is_inline() && !Media::Other.is_inline());
        assert!(Media::Pdf.is_inline() && Media::Jpeg.is_inline());
        assert!(Media::ALL.into_iter().all(|media| Media::parse(media.word()) == media));
    }

    #[test]
    fn a_japanese_name_travels_in_the_header() {
        assert_eq!(
            disposition("納品書 \"1\".pdf", false),
            "attachment; filename=\"___ _1_.pdf\"; \
             filename*=UTF-8''%E7%B4%8D%E5%93%81%E6%9B%B8%20%221%22.pdf"
        );
    }
}
