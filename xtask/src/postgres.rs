//! A throw-away PostgreSQL server for the tests.
//!
//! A small shell script makes it, waits on its standard input, and takes it away when that closes: so the server goes
//! with the task, however the task ends (a failure, Ctrl-C, even kill -9).

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Stdio};

use crate::machine::is_root;
use crate::process::{find, program};

/// The oldest version that is supported.
const OLDEST: u32 = 15;

const KEEPER: &str = r#"
trap '' INT TERM HUP
programs=$1; port=$2; user=$3
folder=$(mktemp -d "${TMPDIR:-/tmp}/omamori-postgres.XXXXXX") || exit 1
log=$folder/log
as=
if [ -n "$user" ]; then
    chown "$user" "$folder" && as="setpriv --reuid=$user --regid=$user --clear-groups" || exit 1
fi
cd "$folder" || exit 1
options="-p $port -k $folder -c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=off
    -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0"
if $as "$programs/initdb" -D data -U postgres -A trust -E UTF8 --no-locale --no-sync >setup 2>&1 </dev/null &&
    $as "$programs/pg_ctl" -D data -l "$log" -w -t 60 -o "$options" start >>setup 2>&1 </dev/null
then
    echo ready
    cat >/dev/null
else
    cat setup "$log" >&2
fi
$as "$programs/pg_ctl" -D data -m immediate -w stop >/dev/null 2>&1 </dev/null
cd / && rm -rf "$folder"
"#;

/// A running server; dropped, it is gone.
pub struct Server {
    /// Address of the server's own database.
    pub address: String,
    keeper: Child,
    leash: Option<ChildStdin>,
}

impl Server {
    /// Makes a server on a free port and waits until it answers.
    pub fn start() -> Result<Self, String> {
        let programs =
            programs().ok_or("PostgreSQL's programs (initdb, pg_ctl) are missing; see the first step.")?;
        let port = free_port().map_err(|error| format!("There is no free port: {error}"))?;
        // PostgreSQL refuses to run as root.
        let user = if is_root() { "postgres" } else { "" };
        let mut keeper = program("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(programs)
            .args([port.to_string().as_str(), user])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("sh cannot be started: {error}"))?;
        let leash = keeper.stdin.take();
        let mut word = String::new();
        if let Some(output) = keeper.stdout.take() {
            BufReader::new(output).read_line(&mut word).map_err(|error| error.to_string())?;
        }
        let server =
            Self { address: format!("postgres://postgres@127.0.0.1:{port}/postgres"), keeper, leash };
        if word.trim() == "ready" {
            Ok(server)
        } else {
            Err("The PostgreSQL server for the tests did not start (see above).".to_owned())
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.leash.take());
        if let Err(error) = self.keeper.wait() {
            eprintln!("The PostgreSQL server may still run: {error}");
        }
    }
}

/// The folder of the newest server programs on this machine that are new enough.
pub fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin")))
        })
        .filter(|(version, folder)| *version >= OLDEST && folder.join("initdb").is_file())
        .max();
    newest.map(|(_, folder)| folder).or_else(|| {
        let initdb = find("initdb")?;
        find("pg_ctl").and_then(|_| Some(initdb.parent()?.to_path_buf()))
    })
}

fn free_port() -> std::io::Result<u16> {
    TcpListener::bind("127.0.0.1:0")?.local_addr().map(|address| address.port())
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn a_server_answers_and_is_gone_when_dropped() {
        let server = Server::start().unwrap();
        let place = server.address.split(['@', '/']).nth(3).unwrap().to_owned();
        assert!(TcpStream::connect(&place).is_ok(), "{place}");
        drop(server);
        assert!(TcpStream::connect(&place).is_err(), "{place}");
    }
}
