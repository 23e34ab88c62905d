//! Files as strangers send them, read through the child process and beside it.

#[cfg(test)]
mod bombs;
#[cfg(test)]
mod child;
#[cfg(test)]
mod files;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod mutated;
