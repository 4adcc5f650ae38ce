// Plays the recording from any word. Without it the page can be read all the same.
"use strict";
(() => {
  const sound = document.getElementById("sound");
  const said = document.getElementById("said");
  const play = document.getElementById("play");
  const seek = document.getElementById("seek");
  const now = document.getElementById("now");
  const speed = document.getElementById("speed");
  const trouble = document.getElementById("trouble");
  const words = [...said.querySelectorAll(".w")];
  const starts = words.map((word) => Number(word.dataset.start));
  const SPEEDS = [1, 1.25, 1.5, 2, 0.75];
  let current = -1;

  for (const id of ["play", "seek", "right", "hint"]) {
    document.getElementById(id).hidden = false;
  }
  sound.controls = false;
  document.documentElement.classList.add("scripted");

  const clock = (seconds) => {
    const whole = Math.floor(seconds);
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
    const rest = String(whole % 60).padStart(2, "0");
    return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
  };

  // The last word that has begun by then; -1 before the first.
  const wordAt = (seconds) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= seconds + 0.02) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  const show = () => {
    const time = sound.currentTime;
    now.textContent = clock(time);
    seek.value = time;
    seek.setAttribute("aria-valuetext", `${clock(time)} of ${clock(Number(seek.max))}`);
    const at = wordAt(time);
    if (at === current) return;
    words[current]?.classList.remove("now");
    words[at]?.classList.add("now");
    current = at;
  };

  const follow = () => {
    show();
    if (!sound.paused) requestAnimationFrame(follow);
  };

  const failed = () => {
    trouble.textContent = "This browser cannot play the recording.";
  };

  const start = () => sound.play().catch((error) => {
    // Whoever clicks again before the sound has begun has not failed.
    if (error.name !== "AbortError") failed();
  });

  const playFrom = (seconds) => {
    sound.currentTime = seconds;
    show();
    start();
  };

  play.addEventListener("click", () => (sound.paused ? start() : sound.pause()));
  sound.addEventListener("error", failed);
  sound.addEventListener("seeked", show);
  sound.addEventListener("play", () => {
    play.classList.add("playing");
    play.setAttribute("aria-label", "Pause");
    follow();
  });
  sound.addEventListener("pause", () => {
    play.classList.remove("playing");
    play.setAttribute("aria-label", "Play");
    show();
  });
  seek.addEventListener("input", () => {
    sound.currentTime = Number(seek.value);
    show();
  });
  speed.addEventListener("click", () => {
    const next = SPEEDS[(SPEEDS.indexOf(sound.playbackRate) + 1) % SPEEDS.length];
    sound.playbackRate = next;
    speed.textContent = `${next}×`;
    speed.setAttribute("aria-label", `Speed: ${next} times`);
  });
  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-start]");
    if (!place) return;
    if (place.classList.contains("w")) {
      // Whoever marks words to copy them does not want to hear them.
      if (String(getSelection())) return;
      reach(words.indexOf(place), false);
    }
    playFrom(Number(place.dataset.start));
  });

  // One word at a time can be reached by tab, and it alone is told as a button: three
  // hundred buttons would be no text to listen to.
  let reached = 0;
  const reach = (index, focus) => {
    if (!words[index]) return;
    const before = words[reached];
    before.removeAttribute("role");
    before.removeAttribute("aria-describedby");
    before.tabIndex = -1;
    reached = index;
    words[index].setAttribute("role", "button");
    words[index].setAttribute("aria-describedby", "by-keyboard");
    words[index].tabIndex = 0;
    if (focus) words[index].focus();
  };

  const sentenceAway = (step) => {
    const sentences = [...said.querySelectorAll(".sentence")];
    const own = sentences.indexOf(words[reached].closest(".sentence"));
    return words.indexOf(sentences[own + step]?.querySelector(".w"));
  };

  const goals = {
    ArrowRight: () => reached + 1,
    ArrowLeft: () => reached - 1,
    ArrowDown: () => sentenceAway(1),
    ArrowUp: () => sentenceAway(-1),
    Home: () => 0,
    End: () => words.length - 1,
  };

  said.addEventListener("keydown", (event) => {
    const plain = !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
    if (!plain || !event.target.classList.contains("w")) return;
    if (event.key === "Enter" || event.key === " ") {
      playFrom(Number(event.target.dataset.start));
    } else if (event.key in goals) {
      reach(goals[event.key](), true);
    } else {
      return;
    }
    event.preventDefault();
  });

  if (words.length) reach(0, false);
  show();
})();
