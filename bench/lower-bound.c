/*
 * The lower bound of a scan on Linux: what remains when a program makes only the system calls that a scan
 * cannot do without (getdents64 for every directory, statx for every entry), shared among N threads, and
 * keeps nothing but sums. No scan with the same number of threads can be faster by more than noise.
 *
 * Usage: lower-bound THREADS FOLDER. Prints one JSON object, with the words of `hectare scan --json`.
 * It stays on the root's device. Every path of a hard link counts; `linkedPaths` says how many there are.
 *
 * Threads share one stack of directories. `stack`, `waiting` and `finished` are touched under `lock` only;
 * sums belong to one thread each until it has been joined.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { MOST_THREADS = 256, BUFFER_BYTES = 128 * 1024 };

struct directory {
  struct directory *below;
  char path[];
};

struct sums {
  uint64_t entries, apparent_bytes, directory_bytes, blocks, linked_paths, failures;
};

struct thread {
  pthread_t id;
  struct sums sums;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t pushed = PTHREAD_COND_INITIALIZER;
static struct directory *stack;
static int threads, waiting;
static bool finished;
static uint32_t root_major, root_minor;

static void *allocate(size_t bytes) {
  void *memory = malloc(bytes);
  if (!memory) {
    fputs("lower-bound: out of memory\n", stderr);
    exit(1);
  }
  return memory;
}

static void push(const char *parent, const char *name) {
  size_t parent_length = strlen(parent), name_length = strlen(name);
  struct directory *directory = allocate(sizeof *directory + parent_length + name_length + 2);
  memcpy(directory->path, parent, parent_length);
  directory->path[parent_length] = '/';
  memcpy(directory->path + parent_length + 1, name, name_length + 1);
  pthread_mutex_lock(&lock);
  directory->below = stack;
  stack = directory;
  if (waiting) pthread_cond_signal(&pushed);
  pthread_mutex_unlock(&lock);
}

/* The next directory; NULL once the stack is empty and every other thread waits too, so none can add to it. */
static struct directory *pop(void) {
  pthread_mutex_lock(&lock);
  waiting++;
  if (waiting == threads && !stack) {
    finished = true;
    pthread_cond_broadcast(&pushed);
  }
  while (!stack && !finished) pthread_cond_wait(&pushed, &lock);
  struct directory *directory = stack;
  if (directory) {
    stack = directory->below;
    waiting--;
  }
  pthread_mutex_unlock(&lock);
  return directory;
}

static int status_of(int folder, const char *name, struct statx *status) {
  return statx(folder, name, AT_SYMLINK_NOFOLLOW | AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT, STATX_BASIC_STATS, status);
}

static void count(struct sums *sums, const struct statx *status) {
  bool is_directory = S_ISDIR(status->stx_mode);
  if (S_ISREG(status->stx_mode) || S_ISLNK(status->stx_mode)) sums->apparent_bytes += status->stx_size;
  if (is_directory) sums->directory_bytes += status->stx_size;
  if (!is_directory && status->stx_nlink > 1) sums->linked_paths++;
  sums->blocks += status->stx_blocks;
}

static void visit(const char *path, int folder, const char *name, struct sums *sums) {
  struct statx status;
  if (name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2]))) return;
  sums->entries++;
  if (status_of(folder, name, &status)) {
    sums->failures++;
    return;
  }
  if (status.stx_dev_major != root_major || status.stx_dev_minor != root_minor) return;
  count(sums, &status);
  if (S_ISDIR(status.stx_mode)) push(path, name);
}

static void read_directory(const char *path, char *buffer, struct sums *sums) {
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  long filled = -1;
  while (folder >= 0 && (filled = syscall(SYS_getdents64, folder, buffer, BUFFER_BYTES)) > 0) {
    for (long at = 0; at < filled;) {
      struct dirent64 *entry = (struct dirent64 *)(buffer + at);
      visit(path, folder, entry->d_name, sums);
      at += entry->d_reclen;
    }
  }
  if (filled < 0) sums->failures++;
  if (folder >= 0) close(folder);
}

static void *work(void *argument) {
  struct sums *sums = &((struct thread *)argument)->sums, own = {0};
  char *buffer = allocate(BUFFER_BYTES);
  struct directory *directory;
  while ((directory = pop())) {
    read_directory(directory->path, buffer, &own);
    free(directory);
  }
  free(buffer);
  *sums = own;
  return NULL;
}

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
  static struct thread pool[MOST_THREADS];
  double start = milliseconds();
  struct sums total = {0};
  struct statx root;
  threads = argc == 3 ? atoi(argv[1]) : 0;
  if (threads < 1 || threads > MOST_THREADS) {
    fprintf(stderr, "usage: lower-bound THREADS FOLDER (1 to %d threads)\n", MOST_THREADS);
    return 2;
  }
  if (status_of(AT_FDCWD, argv[2], &root)) return perror(argv[2]), 2;
  root_major = root.stx_dev_major;
  root_minor = root.stx_dev_minor;
  count(&total, &root);
  push(argv[2], ".");
  for (int i = 0; i < threads; i++) {
    if (pthread_create(&pool[i].id, NULL, work, &pool[i])) {
      fputs("lower-bound: cannot start a thread\n", stderr);
      return 1;
    }
  }
  for (int i = 0; i < threads; i++) {
    pthread_join(pool[i].id, NULL);
    total.entries += pool[i].sums.entries;
    total.apparent_bytes += pool[i].sums.apparent_bytes;
    total.directory_bytes += pool[i].sums.directory_bytes;
    total.blocks += pool[i].sums.blocks;
    total.linked_paths += pool[i].sums.linked_paths;
    total.failures += pool[i].sums.failures;
  }
  printf("{\"entries\":%ju,\"apparentBytes\":%ju,\"directoryBytes\":%ju,\"allocatedBytes\":%ju,",
         (uintmax_t)total.entries, (uintmax_t)total.apparent_bytes, (uintmax_t)total.directory_bytes,
         (uintmax_t)total.blocks * 512);
  printf("\"linkedPaths\":%ju,\"failures\":%ju,\"elapsedMs\":%.3f}\n", (uintmax_t)total.linked_paths,
         (uintmax_t)total.failures, milliseconds() - start);
}
