//! The stories: the built program as its users meet it, with real processes, files and databases.
#![cfg(test)]

mod cli;
mod clock;
mod crash;
mod hostile;
mod nodes;
mod proxy;
mod tls;
mod trouble;
mod upgrades;
mod visitor;
mod world;
