//! What goes between the server and the child process that reads: one request, one answer.

use std::io::{Read, Write};

use serde::{Deserialize, Serialize};

use crate::fault::ReadError;
use crate::limits::Limits;
use crate::model::Workbook;

/// The largest request header that is believed.
const MOST_HEADER_BYTES: u32 = 64 * 1024;

/// What comes before the file's bytes.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Header {
    pub(crate) file_name: String,
    pub(crate) limits: Limits,
    /// The child may only make its own limits tighter with these.
    pub(crate) memory_bytes: u64,
    pub(crate) cpu_seconds: u64,
}

/// What the child answers.
pub(crate) type Answer = Result<Workbook, ReadError>;

/// The header as it is sent: its length, then itself. The file follows to the end of the input.
pub(crate) fn header_bytes(header: &Header) -> Result<Vec<u8>, postcard::Error> {
    let body = postcard::to_stdvec(header)?;
    let length = u32::try_from(body.len()).map_err(|_| postcard::Error::SerializeBufferFull)?;
    Ok([length.to_le_bytes().as_slice(), &body].concat())
}

/// Reads what `header_bytes` wrote.
pub(crate) fn read_header(input: &mut impl Read) -> std::io::Result<Header> {
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > MOST_HEADER_BYTES {
        return Err(std::io::Error::other("the request's header is too long"));
    }
    let mut body = vec![0; length as usize];
    input.read_exact(&mut body)?;
    postcard::from_bytes(&body).map_err(std::io::Error::other)
}

/// Sends the answer.
pub(crate) fn write_answer(output: &mut impl Write, answer: &Answer) -> std::io::Result<()> {
    postcard::to_io(answer, &mut *output).map_err(std::io::Error::other)?;
    output.flush()
}

/// Reads the answer; `None` if it is not a whole one.
pub(crate) fn parse_answer(bytes: &[u8]) -> Option<Answer> {
    postcard::from_bytes(bytes).ok()
}
