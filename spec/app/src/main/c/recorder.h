/*
 * Writes down what a driver does while it runs, for check-trace: one line for each event, as
 * spec/TRACE-FORMAT.md says. In C++ there is recorder.hpp.
 *
 * Call it where the driver does what the event says, from any thread. Every line is flushed: a driver
 * that dies leaves a trace that ends where it did. A file that cannot be written is no reason for a
 * driver to fail: recorder_open returns 0, and then nothing is written.
 *
 * The part for Windows is compiled by no test.
 */
#ifndef RETURN_TO_IDLE_RECORDER_H
#define RETURN_TO_IDLE_RECORDER_H

#include <stdio.h>
#include <string.h>
#ifdef _WIN32
#include <windows.h>
#else
#include <pthread.h>
#include <time.h>
#endif

struct recorder_header {
  const char *platform;     /* "XP", "Me" or "Vista" */
  const char *driver;       /* "NotAsynchronous", "Blocking" or "Interruptible" */
  const char *records;      /* "StartDevice StopDevice": what is written whenever it happens, or NULL */
  const char *capabilities; /* "CancelsByItself", or NULL */
};

struct recorder {
  FILE *out;   /* NULL: nothing is written */
  int streams; /* this platform writes pages to streams, and may skip one */
};

/* A list of names between blanks, as a JSON array; nothing if there is no list. */
static inline void recorder_names(FILE *out, const char *field, const char *names) {
  const char *separator = "";
  if (!names) {
    return;
  }
  fprintf(out, ",\"%s\":[", field);
  while (*(names += strspn(names, " "))) {
    int length = (int)strcspn(names, " ");
    fprintf(out, "%s\"%.*s\"", separator, length, names);
    separator = ",";
    names += length;
  }
  fputs("]", out);
}

/* Begins a trace; 0 if the file cannot be written. */
static inline int recorder_open(
    struct recorder *recorder, const char *file, struct recorder_header header) {
#ifdef _MSC_VER
#pragma warning(suppress : 4996) /* fopen_s is not everywhere. */
#endif
  recorder->out = fopen(file, "w");
  recorder->streams = !strcmp(header.platform, "Vista");
  if (!recorder->out) {
    return 0;
  }
  fprintf(recorder->out, "{\"format\":2,\"platform\":\"%s\",\"driver\":\"%s\"", header.platform,
          header.driver);
  recorder_names(recorder->out, "records", header.records);
  recorder_names(recorder->out, "capabilities", header.capabilities);
  fputs("}\n", recorder->out);
  fflush(recorder->out);
  return 1;
}

static inline void recorder_close(struct recorder *recorder) {
  if (recorder->out) {
    fclose(recorder->out);
    recorder->out = NULL;
  }
}

static inline unsigned long recorder_thread(void) {
#ifdef _WIN32
  return GetCurrentThreadId();
#else
  return (unsigned long)pthread_self();
#endif
}

/* The field for the time, which must not run back; nothing where no clock is like that. */
static inline void recorder_time(char *field, size_t size) {
#ifdef _WIN32
  LARGE_INTEGER now, second;
  QueryPerformanceCounter(&now);
  QueryPerformanceFrequency(&second);
  snprintf(field, size, ",\"time\":%lld",
           now.QuadPart / second.QuadPart * 1000000000 +
               now.QuadPart % second.QuadPart * 1000000000 / second.QuadPart);
#elif defined(CLOCK_MONOTONIC)
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  snprintf(field, size, ",\"time\":%lld", (long long)now.tv_sec * 1000000000 + now.tv_nsec);
#else /* gcc -std=c99 */
  snprintf(field, size, "%s", "");
#endif
}

/* An event with further fields, in JSON, each behind a comma. */
static inline void recorder_fields(
    struct recorder *recorder, const char *event, const char *fields) {
  char time[48];
  if (!recorder->out) {
    return;
  }
  recorder_time(time, sizeof time);
  /* In one call: the lines of two threads do not mix. */
  fprintf(recorder->out, "{\"event\":\"%s\",\"thread\":%lu%s%s}\n", event, recorder_thread(), time,
          fields);
  fflush(recorder->out);
}

static inline void recorder_event(struct recorder *recorder, const char *event) {
  recorder_fields(recorder, event, "");
}

/* An event with a number: "bytes" of WriteBand, "pages" of AcquireItemData. */
static inline void recorder_number(
    struct recorder *recorder, const char *event, const char *field, unsigned long number) {
  char fields[64];
  snprintf(fields, sizeof fields, ",\"%s\":%lu", field, number);
  recorder_fields(recorder, event, fields);
}

/* An event with a code: ReturnFromAcquire, ReadFault, StartFails, ReportDeviceStatus. */
static inline void recorder_code(struct recorder *recorder, const char *event, unsigned code) {
  char fields[32];
  snprintf(fields, sizeof fields, ",\"code\":\"0x%08X\"", code);
  recorder_fields(recorder, event, fields);
}

/* An event with a band: its number in the image, from 1, whether none follows, and its size. */
static inline void recorder_band(
    struct recorder *recorder, const char *event, int number, int last, unsigned long bytes) {
  char fields[80];
  snprintf(fields, sizeof fields, ",\"band\":%d%s,\"bytes\":%lu", number, last ? ",\"last\":true" : "",
           bytes);
  recorder_fields(recorder, event, fields);
}

/* What MiniDrvCallback returned, or SendMessage. */
static inline void recorder_answer(struct recorder *recorder, unsigned code) {
  const char *event = "CallbackFails";
  if (code == 0x00000000u) {
    event = "CallbackContinues";
  } else if (code == 0x00000001u) {
    event = "CallbackCancels";
  } else if (code == 0x00210009u && recorder->streams) {
    event = "CallbackSkips";
  }
  recorder_code(recorder, event, code);
}

/* What GetNextStream returned, and whether it gave a stream. */
static inline void recorder_next_stream(struct recorder *recorder, unsigned code, int stream) {
  if (code == 0x00000000u && !stream) {
    recorder_code(recorder, "CallbackFails", code);
  } else {
    recorder_answer(recorder, code);
  }
}

/* What IStream::Write returned, and how much it wrote. */
static inline void recorder_written(struct recorder *recorder, unsigned code, unsigned long bytes) {
  if (code == 0x00000000u) {
    recorder_number(recorder, "StreamTakes", "bytes", bytes);
  } else {
    recorder_code(recorder, "StreamFails", code);
  }
}

#endif
