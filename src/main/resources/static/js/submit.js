// Sends people back to the application that waits for them, without the click that the page needs otherwise.

document.querySelector("form[data-submit]")?.submit();
