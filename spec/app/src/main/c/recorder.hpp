/*
 * Writes down what a driver does while it runs, for check-trace: one line for each event, as
 * spec/TRACE-FORMAT.md says. For C++17, with nothing but its library; in C there is recorder.h.
 *
 * Call it where the driver does what the event says, from any thread. Every line is flushed: a driver
 * that dies leaves a trace that ends where it did. A file that cannot be written is no reason for a
 * driver to fail: isOpen() says so, and then nothing is written.
 */
#ifndef RETURN_TO_IDLE_RECORDER_HPP
#define RETURN_TO_IDLE_RECORDER_HPP

#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <string>
#include <vector>

namespace return_to_idle {

struct Header {
  std::string platform = "Vista";         // or XP, or Me
  std::string driver = "Interruptible";   // or Blocking, or NotAsynchronous
  std::vector<std::string> records;       // events that are written whenever they happen
  std::vector<std::string> capabilities;  // such as CancelsByItself
};

// A field of an event, in JSON, behind its comma.
inline std::string number(const char* name, unsigned long long value) {
  return std::string(",\"") + name + "\":" + std::to_string(value);
}

inline std::string bytes(unsigned long long count) { return number("bytes", count); }
inline std::string pages(unsigned long long count) { return number("pages", count); }
inline std::string band(unsigned long long inImage) { return number("band", inImage); }
inline std::string last(bool isLast = true) { return isLast ? ",\"last\":true" : ""; }

inline std::string code(unsigned hr) {
  char text[32];
  std::snprintf(text, sizeof text, ",\"code\":\"0x%08X\"", hr);
  return text;
}

class Recorder {
 public:
  Recorder(const std::string& file, const Header& header)
      : out_(file), streams_(header.platform == "Vista") {
    out_ << "{\"format\":2,\"platform\":\"" << header.platform << "\",\"driver\":\"" << header.driver
         << '"' << names("records", header.records) << names("capabilities", header.capabilities)
         << "}" << std::endl;
  }

  bool isOpen() const { return out_.is_open(); }

  // For example event("DeliverBand", band(1), last(), bytes(65536)).
  template <class... Fields>
  void event(const std::string& name, const Fields&... fields) {
    std::string more = (std::string() + ... + fields);
    std::lock_guard<std::mutex> lock(mutex_);
    out_ << "{\"event\":\"" << name << '"' << number("thread", thread()) << number("time", time())
         << more << "}" << std::endl;
  }

  // What MiniDrvCallback returned, or SendMessage.
  void answer(unsigned hr) {
    bool skips = hr == 0x00210009u && streams_;
    event(hr == 0   ? "CallbackContinues"
          : hr == 1 ? "CallbackCancels"
          : skips   ? "CallbackSkips"
                    : "CallbackFails",
          code(hr));
  }

  // What GetNextStream returned, and whether it gave a stream.
  void nextStream(unsigned hr, bool stream) {
    if (hr == 0 && !stream) {
      event("CallbackFails", code(hr));
    } else {
      answer(hr);
    }
  }

  // What IStream::Write returned, and how much it wrote.
  void written(unsigned hr, unsigned long count) {
    if (hr == 0) {
      event("StreamTakes", bytes(count));
    } else {
      event("StreamFails", code(hr));
    }
  }

 private:
  static std::string names(const char* field, const std::vector<std::string>& list) {
    std::string text;
    for (const std::string& name : list) {
      text += (text.empty() ? "\"" : ",\"") + name + '"';
    }
    return list.empty() ? text : std::string(",\"") + field + "\":[" + text + "]";
  }

  static unsigned thread() {
    static std::atomic<unsigned> threads{0};
    thread_local const unsigned mine = ++threads;
    return mine;
  }

  static unsigned long long time() {
    auto now = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<unsigned long long>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
  }

  std::mutex mutex_;
  std::ofstream out_;
  const bool streams_;
};

}  // namespace return_to_idle

#endif
