#pragma once

namespace antifaz {

/// What a process owes whoever started it. To be called once, before anything is opened.
///
/// Standard streams that are closed are opened on /dev/null (standard output on /dev/full: what is
/// said there is lost, and must not pass for said), so that no file of ours takes their place and
/// gets their lines. A closed pipe or a full file is an error of the write, not the end.
/// SIGINT and SIGTERM ask jobs to stop (`stop_signal`); a second one ends the process at once.
void set_up_process();

/// The signal that asked to stop; 0 before.
int stop_signal();

/// True where everything said on standard output was taken; tells standard error where not.
bool output_arrived();

}  // namespace antifaz
