/*
 * Runs one command and reports what it alone consumed. Node tells the resources of all its children
 * together, never of one, and not every machine has a `time` program.
 *
 * Usage: measure COMMAND [ARGUMENT]... The report goes to descriptor 3 as
 * "WALL_SECONDS USER_SECONDS SYSTEM_SECONDS PEAK_BYTES"; the exit code is the command's.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { REPORT = 3, NOT_STARTED = 127 };

static volatile pid_t child;

static void stop(int signal) {
  (void)signal;
  if (child > 0) kill(child, SIGKILL);
}

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec / 1e6; }

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  struct rusage usage;
  int status;
  if (argc < 2 || fcntl(REPORT, F_SETFD, FD_CLOEXEC)) return NOT_STARTED;
  signal(SIGTERM, stop);
  double start = now();
  child = fork();
  if (child == 0) {
    signal(SIGTERM, SIG_DFL);
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    _exit(NOT_STARTED);
  }
  if (child < 0) return perror("fork"), NOT_STARTED;
  while (wait4(child, &status, 0, &usage) < 0) continue;
  double wall = now() - start;
#ifdef __APPLE__
  long unit = 1;
#else
  long unit = 1024;
#endif
  dprintf(REPORT, "%.6f %.6f %.6f %ld\n", wall, seconds(usage.ru_utime), seconds(usage.ru_stime),
          usage.ru_maxrss * unit);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
