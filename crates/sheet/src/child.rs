//! The child's side of the wall: limits first, then the request, then the reading.

use std::io::{BufWriter, Read, Write};

use rlimit::Resource;

use crate::read::read;
use crate::wire::{read_header, write_answer};

/// Address space of the child unless the parent asks for less.
pub(crate) const MEMORY_BYTES: u64 = 512 * 1024 * 1024;
/// Processor time of the child unless the parent asks for less.
pub(crate) const CPU_SECONDS: u64 = 20;

/// Reads one file from `input` and writes the answer to `output`, in a process that has bound itself first.
///
/// Call this from a hidden subcommand before anything else starts (threads, configuration, logs), with the standard
/// input and output. The answer is in this crate's own form; [`crate::Reader`] understands it.
pub fn run_child(mut input: impl Read, output: impl Write) -> std::io::Result<()> {
    bind(MEMORY_BYTES, CPU_SECONDS)?;
    let header = read_header(&mut input)?;
    bind(header.memory_bytes.min(MEMORY_BYTES), header.cpu_seconds.min(CPU_SECONDS))?;
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that is too large from one that just fits.
    input.take(header.limits.container_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    let answer = read(&bytes, &header.file_name, &header.limits);
    drop(bytes);
    write_answer(&mut BufWriter::new(output), &answer)
}

fn bind(memory_bytes: u64, cpu_seconds: u64) -> std::io::Result<()> {
    Resource::CORE.set(0, 0)?;
    Resource::AS.set(memory_bytes, memory_bytes)?;
    // At the soft limit comes a signal that tells the parent why; two seconds later the kernel kills.
    Resource::CPU.set(cpu_seconds, cpu_seconds.saturating_add(2))
}
