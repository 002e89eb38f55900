package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.GetMFADeviceRequest;
import dev.sallyport.server.api.iam.model.GetMFADeviceResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListMFADeviceTagsRequest;
import dev.sallyport.server.api.iam.model.ListMFADeviceTagsResponse;
import dev.sallyport.server.api.iam.model.ListMFADevicesRequest;
import dev.sallyport.server.api.iam.model.ListMFADevicesResponse;
import dev.sallyport.server.api.iam.model.ListVirtualMFADevicesRequest;
import dev.sallyport.server.api.iam.model.ListVirtualMFADevicesResponse;
import dev.sallyport.server.api.iam.model.MFADevice;
import dev.sallyport.server.api.iam.model.Tag;
import dev.sallyport.server.api.iam.model.VirtualMFADevice;
import dev.sallyport.server.identity.care.Devices;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.MfaDevice;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.util.List;
import java.util.Optional;

/// Listings of MFA devices.
public final class DeviceListRoutes {
    private final Arns arns;
    private final Pages pages;

    public DeviceListRoutes(Directory directory, PageTokens tokens) {
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .onOwn(
                        Iam.LIST_MFA_DEVICES,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::list)
                .onOwn(
                        Iam.GET_MFA_DEVICE,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::get)
                .on(
                        Iam.LIST_VIRTUAL_MFA_DEVICES,
                        _ -> arns.all("mfa", Optional.empty()),
                        this::listVirtual)
                .on(
                        Iam.LIST_MFA_DEVICE_TAGS,
                        ListMFADeviceTagsRequest::serialNumber,
                        this::listTags);
    }

    private ListMFADevicesResponse list(Call call, ListMFADevicesRequest input) {
        Roster roster = arns.roster();
        User user = roster.user(Arns.userName(call.caller(), input.userName()));
        Pages.Page<MfaDevice> page =
                pages.cut(
                        new Pages.Asked(
                                call, Iam.LIST_MFA_DEVICES, input.toMap(), input.maxItems()),
                        roster.devicesOf(user),
                        MfaDevice::name);
        return ListMFADevicesResponse.builder()
                .mfaDevices(
                        page.items().stream()
                                .map(device ->
                                        MFADevice.builder()
                                                .userName(user.name())
                                                .serialNumber(roster.names().of(device))
                                                .enableDate(device.use().orElseThrow().since())
                                                .build())
                                .toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private GetMFADeviceResponse get(Call call, GetMFADeviceRequest input) {
        Roster roster = arns.roster();
        User user = roster.user(Arns.userName(call.caller(), input.userName()));
        MfaDevice device = Devices.owned(roster, user, input.serialNumber());
        return GetMFADeviceResponse.builder()
                .userName(user.name())
                .serialNumber(input.serialNumber())
                .enableDate(device.use().map(MfaDevice.Use::since))
                .build();
    }

    private ListVirtualMFADevicesResponse listVirtual(
            Call call, ListVirtualMFADevicesRequest input) {
        Roster roster = arns.roster();
        String status = input.assignmentStatus().orElse("Any");
        List<MfaDevice> all =
                roster.devices().list().stream()
                        .filter(device ->
                                switch (status) {
                                    case "Assigned" -> device.use().isPresent();
                                    case "Unassigned" -> device.use().isEmpty();
                                    default -> true;
                                })
                        .toList();
        Pages.Page<MfaDevice> page =
                pages.cut(
                        new Pages.Asked(
                                call,
                                Iam.LIST_VIRTUAL_MFA_DEVICES,
                                input.toMap(),
                                input.maxItems()),
                        all,
                        MfaDevice::name);
        return ListVirtualMFADevicesResponse.builder()
                .virtualMFADevices(page.items().stream().map(it -> listed(roster, it)).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static VirtualMFADevice listed(Roster roster, MfaDevice device) {
        return VirtualMFADevice.builder()
                .serialNumber(roster.names().of(device))
                .user(
                        device.use()
                                .flatMap(use -> roster.users().byId(use.userId()))
                                .map(Views.of(roster)::listed))
                .enableDate(device.use().map(MfaDevice.Use::since))
                .build();
    }

    private ListMFADeviceTagsResponse listTags(Call call, ListMFADeviceTagsRequest input) {
        Pages.Page<Tag> page =
                pages.cut(
                        new Pages.Asked(
                                call, Iam.LIST_MFA_DEVICE_TAGS, input.toMap(), input.maxItems()),
                        Views.tags(Devices.find(arns.roster(), input.serialNumber()).tags()),
                        Tag::key);
        return ListMFADeviceTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
